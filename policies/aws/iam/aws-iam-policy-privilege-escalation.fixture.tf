variable "document" {
  type = string
}

resource "aws_iam_policy" "pass_role" {
  name = "pass-role"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["ec2:RunInstances", "iam:PassRole"], Resource = "*" }]
  })
}

# The wildcard covers iam:PutRolePolicy.
data "aws_iam_policy_document" "wildcard" {
  statement {
    actions   = ["IAM:Put*"]
    resources = ["*"]
  }
}

resource "aws_iam_role_policy" "wildcard" {
  role = "example"
  # fail
  policy = data.aws_iam_policy_document.wildcard.json
}

# NotAction allows all that it does not name.
resource "aws_iam_policy" "all_but" {
  name = "all-but"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = "organizations:*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_policy" "one_role" {
  name = "one-role"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/web" }]
  })
}

# pass
resource "aws_iam_policy" "one_service" {
  name = "one-service"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "iam:PassRole"
      Resource  = "*"
      Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } }
    }]
  })
}

# pass
resource "aws_iam_policy" "reader" {
  name = "reader"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["iam:Get*", "iam:List*"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "by_caller" {
  name = "by-caller"
  # unknown
  policy = var.document
}

resource "aws_iam_policy" "every_role" {
  name = "every-role"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::123456789012:role/*" }]
  })
}

# pass
resource "aws_iam_policy" "roles_of_a_path" {
  name = "roles-of-a-path"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::123456789012:role/shop/*" }]
  })
}

data "aws_caller_identity" "me" {}

resource "aws_iam_role_policy" "own_account" {
  role = "ci"
  # fail
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:AttachRolePolicy"]
      Resource = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/*"
    }]
  })
}

# pass
resource "aws_iam_role_policy" "own_account_path" {
  role = "ci"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["iam:AttachRolePolicy"]
      Resource = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/ci/runner"
    }]
  })
}

# pass
resource "aws_iam_policy" "on_no_arn" {
  name = "every-role"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "xarn:aws:iam::123456789012:role/*" }]
  })
}

# pass
resource "aws_iam_role_policy" "without_resource" {
  role = "ci"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = ["iam:AttachRolePolicy"]
    }]
  })
}

data "aws_iam_policy_document" "without_actions" {
  statement {
    resources = ["*"]
  }
}

# pass
resource "aws_iam_role_policy" "without_actions" {
  role   = "example"
  policy = data.aws_iam_policy_document.without_actions.json
}

# pass
resource "aws_iam_user_policy" "bare" {
}

# pass
resource "aws_iam_group_policy" "bare" {
}

# pass
resource "aws_iam_policy" "denied" {
  name = "all-but"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", NotAction = "organizations:*", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role_policy" "without_effect" {
  role = "ci"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Action   = ["iam:AttachRolePolicy"]
      Resource = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/*"
    }]
  })
}

# pass
resource "aws_iam_role" "on_no_arn" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "xarn:aws:iam::123456789012:role/*" }]
    })
  }
}

# pass
resource "aws_iam_role" "on_nothing_of_iam" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = ["arn:aws:s3:::x", "arn:aws:sts::123456789012:role/*"] }]
    })
  }
}

resource "aws_iam_policy" "bounds_a_role" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role" "bounds_a_role" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_a_role.arn
}

# pass
resource "aws_iam_role" "on_middle" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::123456789012:role/*:role/x*" }]
    })
  }
}

# pass
resource "aws_iam_role_policy" "on_no_arn" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "xarn:aws:iam::123456789012:role/*" }]
  })
}

resource "aws_iam_policy" "bounds_and_grants_by_role_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role" "bounds_and_grants_by_role_policy" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_and_grants_by_role_policy.arn
}

resource "aws_iam_role_policy_attachment" "bounds_and_grants_by_role_policy" {
  role       = "r"
  policy_arn = aws_iam_policy.bounds_and_grants_by_role_policy.arn
}

# pass
resource "aws_iam_role" "harmless" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "iam:GetRole", Resource = "*" }]
    })
  }
}

# pass
resource "aws_iam_policy" "on_nothing_of_iam" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = ["arn:aws:s3:::x", "arn:aws:sts::123456789012:role/*"] }]
  })
}

resource "aws_iam_policy" "bounds_and_grants_by_user_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role" "bounds_and_grants_by_user_policy" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_and_grants_by_user_policy.arn
}

resource "aws_iam_user_policy_attachment" "bounds_and_grants_by_user_policy" {
  user       = "u"
  policy_arn = aws_iam_policy.bounds_and_grants_by_user_policy.arn
}

resource "aws_iam_policy" "bounds_and_grants_by_group_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role" "bounds_and_grants_by_group_policy" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_and_grants_by_group_policy.arn
}

resource "aws_iam_group_policy_attachment" "bounds_and_grants_by_group_policy" {
  group      = "g"
  policy_arn = aws_iam_policy.bounds_and_grants_by_group_policy.arn
}

resource "aws_iam_policy" "bounds_and_grants_by_policy" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "*" }]
  })
}

# pass
resource "aws_iam_role" "bounds_and_grants_by_policy" {
  assume_role_policy   = "{}"
  permissions_boundary = aws_iam_policy.bounds_and_grants_by_policy.arn
}

resource "aws_iam_policy_attachment" "bounds_and_grants_by_policy" {
  name       = "p"
  policy_arn = aws_iam_policy.bounds_and_grants_by_policy.arn
}

resource "aws_iam_role" "escalating" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    # fail
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "*" }]
    })
  }
}

# pass
resource "aws_iam_role" "escalating_denied" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Deny", Action = "iam:CreatePolicyVersion", Resource = "*" }]
    })
  }
}

# pass
resource "aws_iam_role" "escalating_in_region" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "*", Condition = { StringEquals = { "aws:RequestedRegion" = "eu-central-1" } } }]
    })
  }
}

# pass
resource "aws_iam_role" "everything" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
    })
  }
}

resource "aws_iam_role" "on_every_iam" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    # fail
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::123456789012:*" }]
    })
  }
}

# pass
resource "aws_iam_role_policy" "everything" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_iam_role_policy" "on_every_iam" {
  role = "r"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::123456789012:*" }]
  })
}

# pass
resource "aws_iam_role_policy" "on_middle" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::123456789012:role/*:role/x*" }]
  })
}

# pass
resource "aws_iam_role_policy" "escalating_in_region" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "*", Condition = { StringEquals = { "aws:RequestedRegion" = "eu-central-1" } } }]
  })
}

resource "aws_iam_policy" "bounds_a_user" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "*" }]
  })
}

resource "aws_iam_user" "bounds_a_user" {
  name                 = "u"
  permissions_boundary = aws_iam_policy.bounds_a_user.arn
}

# pass
resource "aws_iam_policy" "everything" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

resource "aws_iam_policy" "on_every_iam" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::123456789012:*" }]
  })
}

# pass
resource "aws_iam_policy" "on_middle" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::123456789012:role/*:role/x*" }]
  })
}

# pass
resource "aws_iam_policy" "named" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy/x" }]
  })
}

# pass
resource "aws_iam_role" "named" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy/x" }]
    })
  }
}

resource "aws_iam_policy" "every_iam_and_one" {
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = ["arn:aws:iam::123456789012:*", "arn:aws:s3:::x"] }]
  })
}

resource "aws_iam_role" "every_iam_and_one" {
  assume_role_policy = "{}"

  inline_policy {
    name = "inline"
    # fail
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = ["arn:aws:iam::123456789012:*", "arn:aws:s3:::x"] }]
    })
  }
}

resource "aws_iam_role_policy" "one_action" {
  for_each = toset([
    "iam:AddUserToGroup",
    "iam:AttachGroupPolicy",
    "iam:AttachRolePolicy",
    "iam:AttachUserPolicy",
    "iam:CreateAccessKey",
    "iam:CreateLoginProfile",
    "iam:CreatePolicyVersion",
    "iam:DeleteRolePermissionsBoundary",
    "iam:DeleteUserPermissionsBoundary",
    "iam:PassRole",
    "iam:PutGroupPolicy",
    "iam:PutRolePermissionsBoundary",
    "iam:PutRolePolicy",
    "iam:PutUserPermissionsBoundary",
    "iam:PutUserPolicy",
    "iam:SetDefaultPolicyVersion",
    "iam:UpdateAssumeRolePolicy",
    "iam:UpdateLoginProfile",
  ])

  name = "one-action"
  role = "deploy"
  # fail
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = each.value, Resource = "*" }]
  })
}

# The resource is a policy of an organization, to which the action does not apply.
# pass
resource "aws_iam_role_policy" "on_nothing_of_iam" {
  role = "r"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = "arn:aws:organizations::123456789012:policy/*" }]
  })
}
