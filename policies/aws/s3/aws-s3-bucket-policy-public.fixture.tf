variable "policy" {
  type = string
}

resource "aws_s3_bucket" "site" {
  bucket = "example-site"
}

resource "aws_s3_bucket_policy" "encoded" {
  bucket = aws_s3_bucket.site.id
  # fail
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:GetObject"
        Resource  = "${aws_s3_bucket.site.arn}/*"
      },
    ]
  })
}

resource "aws_s3_bucket_policy" "heredoc" {
  bucket = aws_s3_bucket.site.id
  # fail
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Principal": { "AWS": "*" },
        "Action": ["s3:GetObject", "s3:PutObject"],
        "Resource": "arn:aws:s3:::example-site/*",
        "Condition": { "Bool": { "aws:SecureTransport": "true" } }
      }
    }
  EOT
}

data "aws_iam_policy_document" "public" {
  statement {
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.site.arn]

    principals {
      type        = "AWS"
      identifiers = ["111122223333", "*"]
    }
  }
}

resource "aws_s3_bucket_policy" "document" {
  bucket = aws_s3_bucket.site.id
  # fail
  policy = data.aws_iam_policy_document.public.json
}

# Denying everybody something is the opposite.
# pass
resource "aws_s3_bucket_policy" "tls_only" {
  bucket = aws_s3_bucket.site.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = "${aws_s3_bucket.site.arn}/*"
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

# pass
resource "aws_s3_bucket_policy" "organisation" {
  bucket = aws_s3_bucket.site.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "s3:GetObject"
      Resource  = "${aws_s3_bucket.site.arn}/*"
      Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-example12345" } }
    }]
  })
}

# pass
resource "aws_s3_bucket_policy" "cloudfront" {
  bucket = aws_s3_bucket.site.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudfront.amazonaws.com" }
      Action    = "s3:GetObject"
      Resource  = "${aws_s3_bucket.site.arn}/*"
      Condition = { StringEquals = { "AWS:SourceArn" = "arn:aws:cloudfront::111122223333:distribution/EXAMPLE" } }
    }]
  })
}

resource "aws_s3_bucket_policy" "by_caller" {
  bucket = aws_s3_bucket.site.id
  # unknown
  policy = var.policy
}

resource "aws_s3control_bucket_policy" "s3control_bucket_policy" {
  bucket = "arn:aws:s3-outposts:eu-central-1:111122223333:outpost/op-1/bucket/site"
  # fail
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Principal": { "AWS": "*" },
        "Action": ["s3:GetObject", "s3:PutObject"],
        "Resource": "arn:aws:s3:::example-site/*",
        "Condition": { "Bool": { "aws:SecureTransport": "true" } }
      }
    }
  EOT
}

resource "aws_s3control_access_point_policy" "s3control_access_point_policy" {
  access_point_arn = "arn:aws:s3:eu-central-1:111122223333:accesspoint/site"
  # fail
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Principal": { "AWS": "*" },
        "Action": ["s3:GetObject", "s3:PutObject"],
        "Resource": "arn:aws:s3:::example-site/*",
        "Condition": { "Bool": { "aws:SecureTransport": "true" } }
      }
    }
  EOT
}

resource "aws_s3_bucket" "everybody" {
  bucket = "b"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  })
}

# pass
resource "aws_s3_access_point" "one" {
  bucket = "b"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "s3:GetObject", Resource = "*" }]
  })
}

# pass
resource "aws_s3_bucket" "nobody" {
  bucket = "b"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:GetObject", Resource = "*" }]
  })
}
