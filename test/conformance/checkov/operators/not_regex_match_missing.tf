resource "acme_thing" "fail_text" {
  setting = "no"
}

resource "acme_thing" "pass_text" {
  setting = "yes"
}

resource "acme_thing" "fail_missing" {
}
