resource "acme_thing" "pass_same" {
  setting = { one = { two = 2 } }
}

resource "acme_thing" "fail_other" {
  setting = { one = { two = 3 } }
}

resource "acme_thing" "fail_more" {
  setting = { one = { two = 2 }, three = 3 }
}
