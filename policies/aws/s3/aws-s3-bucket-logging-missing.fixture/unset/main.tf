variable "bucket" {
  type = string
}

# unknown
resource "aws_s3_bucket" "perhaps" {
  bucket = "example-perhaps"
}

resource "aws_s3_bucket_logging" "given" {
  bucket        = var.bucket
  target_bucket = "example-logs"
  target_prefix = "given/"
}
