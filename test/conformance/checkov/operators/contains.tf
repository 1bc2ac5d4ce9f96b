resource "acme_thing" "pass_element" {
  setting = ["ec2", "s3"]
}

resource "acme_thing" "fail_part_of_an_element" {
  setting = ["s3:*"]
}

resource "acme_thing" "pass_substring" {
  setting = "arn:aws:s3:::b"
}

resource "acme_thing" "fail_json_element" {
  setting = "[\"s3:*\"]"
}

resource "acme_thing" "pass_json_element" {
  setting = "[\"s3\"]"
}

resource "acme_thing" "pass_key" {
  setting = { s3 = 1 }
}

resource "acme_thing" "pass_value" {
  setting = { service = "aws-s3" }
}

resource "acme_thing" "pass_value_of_a_value" {
  setting = { services = { all = ["s3"] } }
}

resource "acme_thing" "fail_other_map" {
  setting = { a = "b" }
}

resource "acme_thing" "fail_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

resource "acme_thing" "unknown_element" {
  setting = ["ec2", var.unset]
}

resource "acme_thing" "pass_despite_unknown_element" {
  setting = ["s3", var.unset]
}

variable "unset" {
}
