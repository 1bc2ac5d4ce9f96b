resource "acme_thing" "pass_log" {
  log = true
}

resource "acme_thing" "fail_without" {
}
