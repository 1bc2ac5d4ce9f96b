# Which bucket is encrypted here depends on a variable that nobody sets.
variable "bucket" {
  type = string
}

# unknown
resource "aws_s3_bucket" "perhaps" {
  bucket = "example-perhaps"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "given" {
  bucket = var.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}
