resource "acme_thing" "pass_deep" {
  rule {
    part {
      names = ["a"]
    }
    part {
      names = ["c", "b"]
    }
  }
}

resource "acme_thing" "fail_deep" {
  rule {
    part {
      names = ["a"]
    }
  }
}
