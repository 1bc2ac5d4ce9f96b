resource "acme_thing" "pass_one" {
  setting = "20-30"
}

resource "acme_thing" "pass_other" {
  setting = 3389
}

resource "acme_thing" "fail_none" {
  setting = "80-90"
}
