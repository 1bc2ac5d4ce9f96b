resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "pass_one" {
  rule {
    port = "None"
  }
}

resource "acme_thing" "fail_other" {
  rule {
    port = 22
  }
}
