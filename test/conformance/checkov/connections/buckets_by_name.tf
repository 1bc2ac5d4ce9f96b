resource "aws_s3_bucket" "pass_same_name" {
  bucket = "one"
}

resource "aws_s3_bucket_public_access_block" "pass_same_name" {
  bucket = "one"
}

resource "aws_s3_bucket" "pass_reference" {
  bucket = "two"
}

resource "aws_s3_bucket_public_access_block" "pass_reference" {
  bucket = aws_s3_bucket.pass_reference.id
}

resource "aws_s3_bucket" "fail_other_name" {
  bucket = "three"
}

resource "aws_s3_bucket_public_access_block" "fail_other_name" {
  bucket = "four"
}
