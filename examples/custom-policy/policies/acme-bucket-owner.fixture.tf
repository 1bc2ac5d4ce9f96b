variable "tags" {}

# fail
resource "aws_s3_bucket" "nobodys" {
  bucket = "nobodys"
}

resource "aws_s3_bucket" "with_other_tags" {
  bucket = "with-other-tags"
  # fail
  tags = { Stage = "prod" }
}

# pass
resource "aws_s3_bucket" "owned" {
  bucket = "owned"
  tags   = { Owner = "web" }
}

resource "aws_s3_bucket" "unclear" {
  bucket = "unclear"
  # unknown
  tags = var.tags
}
