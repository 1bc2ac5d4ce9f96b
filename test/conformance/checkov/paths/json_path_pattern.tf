resource "acme_thing" "pass_match" {
  tags = { owner = "team-a" }
  rule {
    name = "web-1"
  }
}

resource "acme_thing" "fail_no_match" {
  rule {
    name = "db-1"
  }
}
