resource "acme_thing" "pass_number" {
  setting = 8080
}

resource "acme_thing" "pass_text" {
  setting = "8080"
}

resource "acme_thing" "fail_other" {
  setting = 80
}

resource "acme_thing" "fail_missing" {
}
