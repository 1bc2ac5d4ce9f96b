# pass
resource "aws_s3_bucket" "logs" {
  bucket = "example-logs"
}

# pass
resource "aws_s3_bucket" "logged" {
  bucket = "example-logged"
}

resource "aws_s3_bucket_logging" "logged" {
  bucket        = aws_s3_bucket.logged.id
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = "logged/"
}

# fail
resource "aws_s3_bucket" "silent" {
  bucket = "example-silent"
}

# pass
resource "aws_s3_bucket" "inline" {
  bucket = "example-inline"

  logging {
    target_bucket = "example-logs"
  }
}

# pass
resource "aws_s3_bucket" "alone" {
  bucket = "example-logs"
}

# pass
resource "aws_s3_bucket" "without_bucket" {
}

resource "aws_s3_bucket_logging" "without_bucket" {
  bucket        = aws_s3_bucket.logged.id
  target_bucket = aws_s3_bucket.without_bucket.id
  target_prefix = "logged/"
}
