resource "acme_thing" "fail_element" {
  setting = ["ec2", "s3"]
}

resource "acme_thing" "pass_other" {
  setting = ["ec2"]
}

resource "acme_thing" "pass_part_of_an_element" {
  setting = ["s3:*"]
}

resource "acme_thing" "fail_substring" {
  setting = "arn:aws:s3:::b"
}

resource "acme_thing" "pass_missing" {
}

resource "acme_thing" "unknown_value" {
  setting = var.unset
}

variable "unset" {
}
