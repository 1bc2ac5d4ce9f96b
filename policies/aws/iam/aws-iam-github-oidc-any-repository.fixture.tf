variable "trusted" {
  type = string
}

resource "aws_iam_role" "audience_only" {
  name = "audience-only"
  # fail
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" } }
    }]
  })
}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "any_repository" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:*"]
    }
  }
}

resource "aws_iam_role" "any_repository" {
  name = "any-repository"
  # fail
  assume_role_policy = data.aws_iam_policy_document.any_repository.json
}

# pass
resource "aws_iam_role" "one_repository" {
  name = "one-repository"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
        StringLike   = { "token.actions.githubusercontent.com:sub" = "repo:example/shop:*" }
      }
    }]
  })
}

# Another issuer is another matter.
# pass
resource "aws_iam_role" "cluster" {
  name = "cluster"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE" }
      Action    = "sts:AssumeRoleWithWebIdentity"
    }]
  })
}

resource "aws_iam_role" "by_caller" {
  name = "by-caller"
  # unknown
  assume_role_policy = var.trusted
}

resource "aws_iam_openid_connect_provider" "made_here" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "provider_made_here" {
  name = "provider-made-here"
  # fail
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.made_here.arn }
    }]
  })
}

data "aws_iam_policy_document" "any_repository" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.made_here.arn]
    }
  }
}

resource "aws_iam_role" "by_document" {
  name = "by-document"
  # fail
  assume_role_policy = data.aws_iam_policy_document.any_repository.json
}

data "aws_iam_policy_document" "fails_other_variable" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "other"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:*"]
    }
  }
}

resource "aws_iam_role" "fails_other_variable" {
  name = "any-repository"
  # fail
  assume_role_policy = data.aws_iam_policy_document.fails_other_variable.json
}

resource "aws_iam_role" "fails_other_variable_2" {
  name = "by-document"
  # fail
  assume_role_policy = data.aws_iam_policy_document.fails_other_variable.json
}

data "aws_iam_policy_document" "passes_no_values" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = []
    }
  }
}

# pass
resource "aws_iam_role" "passes_no_values" {
  name               = "any-repository"
  assume_role_policy = data.aws_iam_policy_document.passes_no_values.json
}

# pass
resource "aws_iam_role" "passes_no_values_2" {
  name               = "by-document"
  assume_role_policy = data.aws_iam_policy_document.passes_no_values.json
}

data "aws_iam_policy_document" "fails_without_principals" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:*"]
    }
  }
}

resource "aws_iam_role" "fails_without_principals" {
  name = "any-repository"
  # fail
  assume_role_policy = data.aws_iam_policy_document.fails_without_principals.json
}

resource "aws_iam_role" "fails_without_principals_2" {
  name = "by-document"
  # fail
  assume_role_policy = data.aws_iam_policy_document.fails_without_principals.json
}

data "aws_iam_policy_document" "passes_without_type" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      identifiers = [aws_iam_openid_connect_provider.made_here.arn]
    }
  }
}

# pass
resource "aws_iam_role" "passes_without_type" {
  name               = "any-repository"
  assume_role_policy = data.aws_iam_policy_document.passes_without_type.json
}

# pass
resource "aws_iam_role" "passes_without_type_3" {
  name               = "by-document"
  assume_role_policy = data.aws_iam_policy_document.passes_without_type.json
}

# pass
resource "aws_iam_role" "passes_without_action" {
  name = "provider-made-here"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.made_here.arn }
    }]
  })
}

# pass
resource "aws_iam_role" "passes_without_effect" {
  name = "provider-made-here"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.made_here.arn }
    }]
  })
}

data "aws_iam_policy_document" "passes_values_prefixed" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["xrepo:*"]
    }
  }
}

# pass
resource "aws_iam_role" "passes_values_prefixed" {
  name               = "any-repository"
  assume_role_policy = data.aws_iam_policy_document.passes_values_prefixed.json
}

# pass
resource "aws_iam_role" "passes_values_prefixed_2" {
  name               = "by-document"
  assume_role_policy = data.aws_iam_policy_document.passes_values_prefixed.json
}

resource "aws_iam_role" "fails_without_condition" {
  name = "audience-only"
  # fail
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
      Action    = "sts:AssumeRoleWithWebIdentity"
    }]
  })
}

resource "aws_iam_role" "fails_stringlike_prefixed" {
  name = "one-repository"
  # fail
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
        StringLike   = { "xtoken.actions.githubusercontent.com:sub" = "repo:example/shop:*" }
      }
    }]
  })
}

data "aws_iam_policy_document" "passes_without_principals_without_condition" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:*"]
    }
  }
}

# pass
resource "aws_iam_role" "passes_without_principals_without_condition" {
  name               = "any-repository"
  assume_role_policy = data.aws_iam_policy_document.passes_without_principals_without_condition.json
}

# pass
resource "aws_iam_role" "fails_without_principals_without_condition" {
  name               = "by-document"
  assume_role_policy = data.aws_iam_policy_document.passes_without_principals_without_condition.json
}

# pass
resource "aws_iam_role" "passes_without_condition_principal_suffixed" {
  name = "audience-only"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.comx" }
      Action    = "sts:AssumeRoleWithWebIdentity"
    }]
  })
}

data "aws_iam_openid_connect_provider" "looked_up" {
  url = "https://token.actions.githubusercontent.com"
}

resource "aws_iam_role" "looked_up" {
  # fail
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = data.aws_iam_openid_connect_provider.looked_up.arn } }]
  })
}

data "aws_iam_openid_connect_provider" "looked_up_doc" {
  url = "https://token.actions.githubusercontent.com"
}

data "aws_iam_policy_document" "looked_up_doc" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [data.aws_iam_openid_connect_provider.looked_up_doc.arn]
    }
  }
}

resource "aws_iam_role" "looked_up_doc" {
  # fail
  assume_role_policy = data.aws_iam_policy_document.looked_up_doc.json
}

resource "aws_iam_openid_connect_provider" "odd_key" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

resource "aws_iam_role" "odd_key" {
  # fail
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = aws_iam_openid_connect_provider.odd_key.arn }, Condition = { StringEquals = { "xtoken.actions.githubusercontent.com:sub" = "repo:acme/shop:ref:refs/heads/main" } } }]
  })
}
