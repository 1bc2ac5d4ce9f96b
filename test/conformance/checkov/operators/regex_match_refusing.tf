resource "acme_thing" "pass_other" {
  setting = "web"
}

resource "acme_thing" "fail_refused" {
  setting = "test-web"
}

resource "acme_thing" "pass_missing" {
}
