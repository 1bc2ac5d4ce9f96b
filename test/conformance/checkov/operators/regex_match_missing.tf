resource "acme_thing" "pass_text" {
  setting = "Web"
}

resource "acme_thing" "fail_text" {
  setting = "web"
}

resource "acme_thing" "pass_missing" {
}
