resource "acme_thing" "pass_number" {
  setting = 25
}

resource "acme_thing" "pass_overlap" {
  setting = "30-40"
}

resource "acme_thing" "fail_beside" {
  setting = "31-40"
}

resource "acme_thing" "fail_number" {
  setting = 19
}
