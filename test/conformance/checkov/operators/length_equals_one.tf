resource "acme_thing" "pass_list" {
  setting = ["a"]
}

resource "acme_thing" "pass_map" {
  setting = { a = 1, b = 2 }
}

resource "acme_thing" "pass_block" {
  setting {
    a = 1
  }
}

resource "acme_thing" "fail_list" {
  setting = ["a", "b"]
}

resource "acme_thing" "fail_missing" {
}
