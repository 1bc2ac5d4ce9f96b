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

# pass
resource "aws_codeartifact_domain_permissions_policy" "bare" {
}

# pass
resource "aws_opensearch_domain" "without_principal" {
  domain_name = "search"
  access_policies = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "es:*", Resource = "*" }]
  })
}

# pass
resource "aws_opensearch_domain_policy" "without_principal" {
  domain_name     = aws_opensearch_domain.with_users.domain_name
  access_policies = aws_opensearch_domain.without_principal.access_policies
}

# pass
resource "aws_opensearch_domain_policy" "without_principal_too" {
  domain_name     = aws_opensearch_domain.without_principal.domain_name
  access_policies = aws_opensearch_domain.without_principal.access_policies
}

resource "aws_opensearch_domain" "with_access_policies" {
  domain_name = "search"

  advanced_security_options {
    enabled = true
  }
  access_policies = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "es:*", Resource = "*" }]
  })
}

# pass
resource "aws_opensearch_domain" "other_statement" {
  domain_name = "search"
  access_policies = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = { AWS = "*" }, Action = "es:*", Resource = "*" }]
  })
}

# pass
resource "aws_opensearch_domain_policy" "other_statement" {
  domain_name     = aws_opensearch_domain.with_users.domain_name
  access_policies = aws_opensearch_domain.other_statement.access_policies
}

# pass
resource "aws_opensearch_domain_policy" "other_statement_2" {
  domain_name     = aws_opensearch_domain.other_statement.domain_name
  access_policies = aws_opensearch_domain.other_statement.access_policies
}

# pass
resource "aws_codeartifact_repository_permissions_policy" "bare" {
}

resource "aws_sns_topic" "bare" {
}

# pass
resource "aws_kms_key_policy" "bare" {
}

# pass
resource "aws_secretsmanager_secret_policy" "bare" {
}

# pass
resource "aws_ecr_registry_policy" "bare" {
}

# pass
resource "aws_backup_vault_policy" "bare" {
}

# pass
resource "aws_cloudwatch_event_bus_policy" "bare" {
}

# pass
resource "aws_dynamodb_resource_policy" "bare" {
}

# pass
resource "aws_kinesis_resource_policy" "bare" {
}

# pass
resource "aws_ses_identity_policy" "bare" {
}

# pass
resource "aws_glue_resource_policy" "bare" {
}

resource "aws_elasticsearch_domain" "bare" {
}

# pass
resource "aws_elasticsearch_domain_policy" "bare" {
}

resource "aws_sns_topic" "sns_topic" {
  name = "orders"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "sns:Publish", Resource = "*" }]
  })
}

# pass
resource "aws_sqs_queue" "denied" {
  name = "orders"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "sqs:SendMessage", Resource = "*" }]
  })
}

resource "aws_kms_external_key" "kms_external_key" {
  name = "orders"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "kms:*", Resource = "*" }]
  })
}

resource "aws_secretsmanager_secret" "secretsmanager_secret" {
  name = "orders"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "secretsmanager:GetSecretValue", Resource = "*" }]
  })
}

resource "aws_elasticsearch_domain" "elasticsearch_domain" {
  domain_name = "search"
  # fail
  access_policies = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "es:*", Resource = "*" }]
  })
}

# pass
resource "aws_sns_topic_policy" "denied_2" {
  arn = "arn:aws:sns:eu-central-1:111122223333:orders"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = { AWS = "*" }, Action = "sns:Publish", Resource = "*" }]
  })
}

resource "aws_opensearch_domain" "with_vpc_options" {
  domain_name = "search"
  access_policies = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "es:*", Resource = "*" }]
  })
  vpc_options {
    subnet_ids = ["subnet-1"]
  }
}

# pass
resource "aws_opensearch_domain_policy" "with_vpc_options" {
  domain_name     = aws_opensearch_domain.with_users.domain_name
  access_policies = aws_opensearch_domain.with_vpc_options.access_policies
}

resource "aws_glacier_vault" "everybody" {
  # fail
  access_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }]
  })
}

resource "aws_codeartifact_domain_permissions_policy" "everybody" {
  # fail
  policy_document = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }]
  })
}

# pass
resource "aws_glacier_vault" "one" {
  access_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "*", Resource = "*" }]
  })
}

# pass
resource "aws_glacier_vault" "nobody" {
  access_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "*", Resource = "*" }]
  })
}

# pass
resource "aws_codeartifact_domain_permissions_policy" "one" {
  policy_document = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "123456789012" }, Action = "*", Resource = "*" }]
  })
}

# pass
resource "aws_codeartifact_domain_permissions_policy" "nobody" {
  policy_document = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Principal = "*", Action = "*", Resource = "*" }]
  })
}

resource "aws_elasticsearch_domain" "inside" {
  domain_name = "inside"

  vpc_options {
    subnet_ids = ["subnet-1"]
  }
}

# pass
resource "aws_elasticsearch_domain_policy" "inside" {
  domain_name = aws_elasticsearch_domain.inside.domain_name
  access_policies = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "*", Resource = "*" }]
  })
}
