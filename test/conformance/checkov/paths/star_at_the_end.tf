resource "acme_thing" "pass_one" {
  cidrs = ["0.0.0.0/0", "10.0.0.0/8"]
}

resource "acme_thing" "pass_no_list" {
  cidrs = "10.0.0.0/8"
}

resource "acme_thing" "fail_none" {
  cidrs = ["0.0.0.0/0"]
}

resource "acme_thing" "fail_empty" {
  cidrs = []
}
