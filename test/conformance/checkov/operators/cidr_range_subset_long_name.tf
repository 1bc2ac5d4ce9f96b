resource "acme_thing" "pass_inside" {
  setting = "10.1.0.0/16"
}

resource "acme_thing" "fail_outside" {
  setting = "192.168.0.0/16"
}
