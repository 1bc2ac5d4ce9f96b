resource "acme_thing" "pass_element" {
  setting = ["a", "c"]
}

resource "acme_thing" "pass_substring" {
  setting = "abc"
}

resource "acme_thing" "fail_part_of_an_element" {
  setting = ["abc"]
}

resource "acme_thing" "fail_missing" {
}
