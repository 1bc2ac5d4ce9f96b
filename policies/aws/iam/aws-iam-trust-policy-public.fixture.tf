variable "trusted" {
  type = string
}

resource "aws_iam_role" "encoded" {
  name = "encoded"
  # fail
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sts:AssumeRole" }]
  })
}

data "aws_iam_policy_document" "anybody" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

resource "aws_iam_role" "document" {
  name = "document"
  # fail
  assume_role_policy = data.aws_iam_policy_document.anybody.json
}

# pass
resource "aws_iam_role" "service" {
  name = "service"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

# pass
resource "aws_iam_role" "organisation" {
  name               = "organisation"
  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Principal": "*",
          "Action": "sts:AssumeRole",
          "Condition": { "StringEquals": { "aws:PrincipalOrgID": "o-example12345" } }
        }
      ]
    }
  EOT
}

resource "aws_iam_role" "by_caller" {
  name = "by-caller"
  # unknown
  assume_role_policy = var.trusted
}

variable "trusted_account" {
  type = string
}

# pass
resource "aws_iam_role" "denied" {
  name = "encoded"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = { AWS = "*" }, Action = "sts:AssumeRole" }]
  })
}
