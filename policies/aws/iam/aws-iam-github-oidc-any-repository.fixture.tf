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

data "aws_iam_policy_document" "made_here" {
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
  assume_role_policy = data.aws_iam_policy_document.made_here.json
}

data "aws_iam_policy_document" "other_variable" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:*"]
    }
  }
}

resource "aws_iam_role" "other_variable" {
  name = "any-repository"
  # fail
  assume_role_policy = data.aws_iam_policy_document.other_variable.json
}

data "aws_iam_policy_document" "without_values" {
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
resource "aws_iam_role" "without_values" {
  name               = "any-repository"
  assume_role_policy = data.aws_iam_policy_document.without_values.json
}

data "aws_iam_policy_document" "without_principals" {
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

resource "aws_iam_role" "without_principals" {
  name = "any-repository"
  # fail
  assume_role_policy = data.aws_iam_policy_document.without_principals.json
}

data "aws_iam_policy_document" "without_type" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      identifiers = [aws_iam_openid_connect_provider.made_here.arn]
    }
  }
}

# pass
resource "aws_iam_role" "without_type" {
  name               = "any-repository"
  assume_role_policy = data.aws_iam_policy_document.without_type.json
}

# pass
resource "aws_iam_role" "without_action" {
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
resource "aws_iam_role" "without_effect" {
  name = "provider-made-here"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.made_here.arn }
    }]
  })
}

resource "aws_iam_role" "without_condition" {
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

resource "aws_iam_role" "misspelt_key" {
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

data "aws_iam_policy_document" "without_audience" {
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
resource "aws_iam_role" "without_audience" {
  name               = "any-repository"
  assume_role_policy = data.aws_iam_policy_document.without_audience.json
}

# pass
resource "aws_iam_role" "of_longer_name" {
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

resource "aws_iam_openid_connect_provider" "gitlab" {
  url            = "https://gitlab.com"
  client_id_list = ["https://gitlab.com"]
}

# Another issuer is another matter, made here or not.
# pass
resource "aws_iam_role" "of_gitlab" {
  name = "of-gitlab"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.gitlab.arn }
    }]
  })
}

data "aws_iam_policy_document" "of_gitlab" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.gitlab.arn]
    }
  }
}

# pass
resource "aws_iam_role" "of_gitlab_by_document" {
  name               = "of-gitlab-by-document"
  assume_role_policy = data.aws_iam_policy_document.of_gitlab.json
}

# An issuer of an enterprise's own gives tokens to that enterprise's workflows only.
resource "aws_iam_openid_connect_provider" "enterprise" {
  url            = "https://token.actions.githubusercontent.com/example"
  client_id_list = ["sts.amazonaws.com"]
}

# pass
resource "aws_iam_role" "of_enterprise" {
  name = "of-enterprise"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.enterprise.arn }
    }]
  })
}

data "aws_iam_policy_document" "of_enterprise" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.enterprise.arn]
    }
  }
}

# pass
resource "aws_iam_role" "of_enterprise_by_document" {
  name               = "of-enterprise-by-document"
  assume_role_policy = data.aws_iam_policy_document.of_enterprise.json
}

# A host whose name ends alike.
resource "aws_iam_openid_connect_provider" "lookalike" {
  url            = "https://my-token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

# pass
resource "aws_iam_role" "of_lookalike" {
  name = "of-lookalike"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = aws_iam_openid_connect_provider.lookalike.arn }
    }]
  })
}

data "aws_iam_policy_document" "of_lookalike" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.lookalike.arn]
    }
  }
}

# pass
resource "aws_iam_role" "of_lookalike_by_document" {
  name               = "of-lookalike-by-document"
  assume_role_policy = data.aws_iam_policy_document.of_lookalike.json
}

# The statement about GitHub names a repository, and the one that names no subject is about a cluster.
# pass
resource "aws_iam_role" "two_issuers" {
  name = "two-issuers"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRoleWithWebIdentity"
        Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
        Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:example/shop:*" } }
      },
      {
        Effect    = "Allow"
        Action    = "sts:AssumeRoleWithWebIdentity"
        Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE" }
      },
    ]
  })
}

data "aws_iam_openid_connect_provider" "gitlab" {
  url = "https://gitlab.com"
}

# pass
resource "aws_iam_role" "of_gitlab_looked_up" {
  name = "of-gitlab-looked-up"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = data.aws_iam_openid_connect_provider.gitlab.arn }
    }]
  })
}

data "aws_iam_policy_document" "of_gitlab_looked_up" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [data.aws_iam_openid_connect_provider.gitlab.arn]
    }
  }
}

# pass
resource "aws_iam_role" "of_gitlab_looked_up_by_document" {
  name               = "of-gitlab-looked-up-by-document"
  assume_role_policy = data.aws_iam_policy_document.of_gitlab_looked_up.json
}

variable "provider_arn" {
  type = string
}

# unknown
resource "aws_iam_role" "of_some_provider" {
  name = "of-some-provider"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = var.provider_arn }
    }]
  })
}

# Who may not assume the role need not be limited to one repository.
# pass
resource "aws_iam_role" "denied" {
  name = "denied"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Deny"
        Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
        Action    = "sts:AssumeRoleWithWebIdentity"
      },
      {
        Effect    = "Allow"
        Principal = { Service = "ec2.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })
}

# Tagging a session is of no use without a session.
# pass
resource "aws_iam_role" "tagging" {
  name = "tagging"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
        Action    = "sts:TagSession"
      },
      {
        Effect    = "Allow"
        Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
        Action    = "sts:AssumeRoleWithWebIdentity"
        Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:example/shop:*" } }
      },
    ]
  })
}
