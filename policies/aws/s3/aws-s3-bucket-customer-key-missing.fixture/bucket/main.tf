# pass
resource "aws_s3_bucket" "this" {
  bucket_prefix = "example-archive-"
}

output "bucket" {
  value = aws_s3_bucket.this
}
