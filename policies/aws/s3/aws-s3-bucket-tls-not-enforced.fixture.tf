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

# fail
resource "aws_s3_bucket" "policy_condition_true" {
  bucket = "example-encoded"
}

resource "aws_s3_bucket_policy" "policy_condition_true" {
  bucket = aws_s3_bucket.policy_condition_true.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.policy_condition_true.arn, "${aws_s3_bucket.policy_condition_true.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "true" } }
    }]
  })
}

# fail
resource "aws_s3_bucket" "policy_without_condition" {
  bucket = "example-encoded"
}

resource "aws_s3_bucket_policy" "policy_without_condition" {
  bucket = aws_s3_bucket.policy_without_condition.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.policy_without_condition.arn, "${aws_s3_bucket.policy_without_condition.arn}/*"]
    }]
  })
}

# fail
resource "aws_s3_bucket" "policy_without_action" {
  bucket = "example-encoded"
}

resource "aws_s3_bucket_policy" "policy_without_action" {
  bucket = aws_s3_bucket.policy_without_action.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Resource  = [aws_s3_bucket.policy_without_action.arn, "${aws_s3_bucket.policy_without_action.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

# fail
resource "aws_s3_bucket" "policy_without_effect" {
  bucket = "example-encoded"
}

resource "aws_s3_bucket_policy" "policy_without_effect" {
  bucket = aws_s3_bucket.policy_without_effect.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.policy_without_effect.arn, "${aws_s3_bucket.policy_without_effect.arn}/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

# fail
resource "aws_s3_bucket" "policy_other_condition" {
  bucket = "example-encoded"
}

resource "aws_s3_bucket_policy" "policy_other_condition" {
  bucket = aws_s3_bucket.policy_other_condition.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.policy_other_condition.arn, "${aws_s3_bucket.policy_other_condition.arn}/*"]
      Condition = { Bool = { "aws:ViaAWSService" = "false" } }
    }]
  })
}

# fail
resource "aws_s3_bucket" "iam_policy_document_no_values" {
  bucket = "example-document"
}

data "aws_iam_policy_document" "iam_policy_document_no_values" {
  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.iam_policy_document_no_values.arn, "${aws_s3_bucket.iam_policy_document_no_values.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = []
    }
  }
}

resource "aws_s3_bucket_policy" "iam_policy_document_no_values" {
  bucket = aws_s3_bucket.iam_policy_document_no_values.id
  policy = data.aws_iam_policy_document.iam_policy_document_no_values.json
}

# pass
resource "aws_s3_bucket" "own_two_values" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = ["true", "false"] } } }]
  })
}

resource "aws_s3_bucket" "own_denied_with_tls" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "true" } } }]
  })
}

# pass
resource "aws_s3_bucket" "own_two_conditions" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" }, StringEquals = { "aws:PrincipalOrgID" = "o-1" } } }]
  })
}

resource "aws_s3_bucket" "own_denied_put" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:PutObject", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }]
  })
}

resource "aws_s3_bucket" "own_denied_otherwise" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*", Condition = { Bool = { "aws:ViaAWSService" = "false" } } }]
  })
}

resource "aws_s3_bucket" "own_allowed" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } }]
  })
}
