resource "acme_thing" "pass_one" {
  rule {
    on = true
  }
  rule {
    on = false
  }
}

resource "acme_thing" "fail_all_true" {
  rule {
    on = true
  }
  rule {
    on = true
  }
}

resource "acme_thing" "pass_missing" {
}
