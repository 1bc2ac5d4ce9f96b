variable "policy" {
  type = string
}

# fail
resource "aws_s3_bucket" "no_policy" {
  bucket = "example-no-policy"
}

# fail
resource "aws_s3_bucket" "other_policy" {
  bucket = "example-other-policy"
}

resource "aws_s3_bucket_policy" "other_policy" {
  bucket = aws_s3_bucket.other_policy.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::example-other-policy/*"
    }]
  })
}

# pass
resource "aws_s3_bucket" "encoded" {
  bucket = "example-encoded"
}

resource "aws_s3_bucket_policy" "encoded" {
  bucket = aws_s3_bucket.encoded.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.encoded.arn, "${aws_s3_bucket.encoded.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

# pass
resource "aws_s3_bucket" "document" {
  bucket = "example-document"
}

data "aws_iam_policy_document" "tls" {
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.document.arn, "${aws_s3_bucket.document.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "document" {
  bucket = aws_s3_bucket.document.id
  policy = data.aws_iam_policy_document.tls.json
}

# unknown
resource "aws_s3_bucket" "by_caller" {
  bucket = "example-by-caller"
}

resource "aws_s3_bucket_policy" "by_caller" {
  bucket = aws_s3_bucket.by_caller.id
  policy = var.policy
}
