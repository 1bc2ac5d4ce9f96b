variable "policy" {
  type = string
}

resource "aws_sqs_queue" "inline" {
  name = "orders"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "*" }]
  })
}

# A topic may send to the queue: the source is named.
# pass
resource "aws_sqs_queue_policy" "from_topic" {
  queue_url = aws_sqs_queue.inline.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.inline.arn
      Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:sns:eu-central-1:111122223333:orders" } }
    }]
  })
}

resource "aws_sns_topic_policy" "public" {
  arn = "arn:aws:sns:eu-central-1:111122223333:orders"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sns:Publish", Resource = "*" }]
  })
}

data "aws_iam_policy_document" "anybody" {
  statement {
    actions = ["ecr:BatchGetImage"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

resource "aws_ecr_repository_policy" "public" {
  repository = "shop"
  # fail
  policy = data.aws_iam_policy_document.anybody.json
}

# pass
resource "aws_kms_key" "account" {
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_secretsmanager_secret_policy" "by_caller" {
  secret_arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop"
  # unknown
  policy = var.policy
}

resource "aws_opensearch_domain" "in_vpc" {
  domain_name = "search"

  vpc_options {
    subnet_ids = ["subnet-1"]
  }

  access_policies = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "es:*", Resource = "*" }]
  })
}

resource "aws_opensearch_domain" "public" {
  domain_name = "search"
  # fail
  access_policies = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "es:*", Resource = "*" }]
  })
}

resource "aws_opensearch_domain" "with_users" {
  domain_name = "search"

  advanced_security_options {
    enabled = true
  }
}

# The users of the domain are asked who they are.
# pass
resource "aws_opensearch_domain_policy" "with_users" {
  domain_name     = aws_opensearch_domain.with_users.domain_name
  access_policies = aws_opensearch_domain.public.access_policies
}

resource "aws_opensearch_domain_policy" "public" {
  domain_name = aws_opensearch_domain.public.domain_name
  # fail
  access_policies = aws_opensearch_domain.public.access_policies
}
