resource "acme_thing" "pass_one" {
  setting = "acme-web"
}

resource "acme_thing" "pass_other" {
  setting = "corp-web"
}

resource "acme_thing" "fail_later" {
  setting = "x-corp"
}
