# fail
resource "aws_iam_role" "attached" {
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "attached" {
  role       = aws_iam_role.attached.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_instance_profile" "attached" {
  role = aws_iam_role.attached.name
}

resource "aws_instance" "attached" {
  iam_instance_profile        = aws_iam_instance_profile.attached.name
  associate_public_ip_address = true
}

# fail
resource "aws_iam_role" "managed" {
  managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/AdministratorAccess"]
  assume_role_policy  = "{}"
}

resource "aws_iam_instance_profile" "managed" {
  role = aws_iam_role.managed.name
}

resource "aws_instance" "managed" {
  iam_instance_profile = aws_iam_instance_profile.managed.name
}

resource "aws_eip" "managed" {
  instance = aws_instance.managed.id
}

# fail
resource "aws_iam_role" "inline" {
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "inline" {
  role   = aws_iam_role.inline.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
}

resource "aws_iam_instance_profile" "inline" {
  role = aws_iam_role.inline.name
}

resource "aws_instance" "inline" {
  iam_instance_profile = aws_iam_instance_profile.inline.name
}

resource "aws_eip" "inline" {
}

resource "aws_eip_association" "inline" {
  allocation_id = aws_eip.inline.id
  instance_id   = aws_instance.inline.id
}

# fail
resource "aws_iam_role" "called" {
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "called" {
  role       = aws_iam_role.called.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_function" "called" {
  function_name = "called"
  role          = aws_iam_role.called.arn
}

resource "aws_lambda_function_url" "called" {
  function_name      = aws_lambda_function.called.function_name
  authorization_type = "NONE"
}

# fail
resource "aws_iam_role" "permitted" {
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "permitted" {
  role       = aws_iam_role.permitted.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_function" "permitted" {
  function_name = "permitted"
  role          = aws_iam_role.permitted.arn
}

resource "aws_lambda_permission" "permitted" {
  function_name = aws_lambda_function.permitted.function_name
  action        = "lambda:InvokeFunction"
  principal     = "*"
}

# Two roles on the way to it.

resource "aws_iam_role" "assumed" {
  # fail
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_role.middle.arn } }]
  })
}

resource "aws_iam_role_policy_attachment" "assumed" {
  role       = aws_iam_role.assumed.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "middle" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_role.first.arn } }]
  })
}

resource "aws_iam_role" "first" {
  assume_role_policy = "{}"
}

resource "aws_iam_instance_profile" "first" {
  role = aws_iam_role.first.name
}

resource "aws_instance" "first" {
  iam_instance_profile        = aws_iam_instance_profile.first.name
  associate_public_ip_address = true
}

resource "aws_iam_role" "assumed_by_function" {
  # fail
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_role.middle_function.arn } }]
  })
}

resource "aws_iam_role_policy_attachment" "assumed_by_function" {
  role       = aws_iam_role.assumed_by_function.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role" "middle_function" {
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_role.first_function.arn } }]
  })
}

resource "aws_iam_role" "first_function" {
  assume_role_policy = "{}"
}

resource "aws_lambda_function" "first" {
  function_name = "first"
  role          = aws_iam_role.first_function.arn
}

resource "aws_lambda_function_url" "first" {
  function_name      = aws_lambda_function.first.function_name
  authorization_type = "NONE"
}

# Nobody can reach it from outside.

# pass
resource "aws_iam_role" "private" {
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "private" {
  role       = aws_iam_role.private.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_instance_profile" "private" {
  role = aws_iam_role.private.name
}

resource "aws_instance" "private" {
  iam_instance_profile        = aws_iam_instance_profile.private.name
  associate_public_ip_address = false
}

# Whoever calls it must be somebody.

# pass
resource "aws_iam_role" "signed" {
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "signed" {
  role       = aws_iam_role.signed.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_function" "signed" {
  function_name = "signed"
  role          = aws_iam_role.signed.arn
}

resource "aws_lambda_function_url" "signed" {
  function_name      = aws_lambda_function.signed.function_name
  authorization_type = "AWS_IAM"
}

# pass
resource "aws_iam_role" "limited_by_source_arn" {
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "limited_by_source_arn" {
  role       = aws_iam_role.limited_by_source_arn.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_function" "limited_by_source_arn" {
  function_name = "limited_by_source_arn"
  role          = aws_iam_role.limited_by_source_arn.arn
}

resource "aws_lambda_permission" "limited_by_source_arn" {
  function_name = aws_lambda_function.limited_by_source_arn.function_name
  action        = "lambda:InvokeFunction"
  principal     = "*"
  source_arn    = "arn:aws:s3:::uploads"
}

# pass
resource "aws_iam_role" "limited_by_source_account" {
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "limited_by_source_account" {
  role       = aws_iam_role.limited_by_source_account.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_function" "limited_by_source_account" {
  function_name = "limited_by_source_account"
  role          = aws_iam_role.limited_by_source_account.arn
}

resource "aws_lambda_permission" "limited_by_source_account" {
  function_name  = aws_lambda_function.limited_by_source_account.function_name
  action         = "lambda:InvokeFunction"
  principal      = "*"
  source_account = "111122223333"
}

# pass
resource "aws_iam_role" "limited_by_principal_org_id" {
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "limited_by_principal_org_id" {
  role       = aws_iam_role.limited_by_principal_org_id.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_function" "limited_by_principal_org_id" {
  function_name = "limited_by_principal_org_id"
  role          = aws_iam_role.limited_by_principal_org_id.arn
}

resource "aws_lambda_permission" "limited_by_principal_org_id" {
  function_name    = aws_lambda_function.limited_by_principal_org_id.function_name
  action           = "lambda:InvokeFunction"
  principal        = "*"
  principal_org_id = "o-a1b2c3d4e5"
}

# pass
resource "aws_iam_role" "service" {
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "service" {
  role       = aws_iam_role.service.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_function" "service" {
  function_name = "service"
  role          = aws_iam_role.service.arn
}

resource "aws_lambda_permission" "service" {
  function_name = aws_lambda_function.service.function_name
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"
}

# None of these is an administrator's.

resource "aws_iam_role" "reader" {
  managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
  assume_role_policy  = "{}"
}

resource "aws_iam_instance_profile" "reader" {
  role = aws_iam_role.reader.name
}

resource "aws_instance" "reader" {
  iam_instance_profile        = aws_iam_instance_profile.reader.name
  associate_public_ip_address = true
}

resource "aws_iam_role_policy_attachment" "reader" {
  role       = aws_iam_role.reader.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

resource "aws_iam_role" "like_named" {
  assume_role_policy = "{}"
}

resource "aws_iam_instance_profile" "like_named" {
  role = aws_iam_role.like_named.name
}

resource "aws_instance" "like_named" {
  iam_instance_profile        = aws_iam_instance_profile.like_named.name
  associate_public_ip_address = true
}

resource "aws_iam_role_policy_attachment" "like_named" {
  role       = aws_iam_role.like_named.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess-Amplify"
}

resource "aws_iam_role" "like_named_arns" {
  managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess-Amplify"]
  assume_role_policy  = "{}"
}

resource "aws_iam_instance_profile" "like_named_arns" {
  role = aws_iam_role.like_named_arns.name
}

resource "aws_instance" "like_named_arns" {
  iam_instance_profile        = aws_iam_instance_profile.like_named_arns.name
  associate_public_ip_address = true
}

resource "aws_iam_role" "one_action" {
  assume_role_policy = "{}"
}

resource "aws_iam_instance_profile" "one_action" {
  role = aws_iam_role.one_action.name
}

resource "aws_instance" "one_action" {
  iam_instance_profile        = aws_iam_instance_profile.one_action.name
  associate_public_ip_address = true
}

resource "aws_iam_role_policy" "one_action" {
  role   = aws_iam_role.one_action.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}

resource "aws_iam_role" "one_resource" {
  assume_role_policy = "{}"
}

resource "aws_iam_instance_profile" "one_resource" {
  role = aws_iam_role.one_resource.name
}

resource "aws_instance" "one_resource" {
  iam_instance_profile        = aws_iam_instance_profile.one_resource.name
  associate_public_ip_address = true
}

resource "aws_iam_role_policy" "one_resource" {
  role   = aws_iam_role.one_resource.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::uploads/*" }] })
}

resource "aws_iam_role" "nothing" {
  assume_role_policy = "{}"
}

resource "aws_iam_instance_profile" "nothing" {
  role = aws_iam_role.nothing.name
}

resource "aws_instance" "nothing" {
  iam_instance_profile        = aws_iam_instance_profile.nothing.name
  associate_public_ip_address = true
}

resource "aws_iam_role_policy" "nothing" {
  role   = aws_iam_role.nothing.id
  policy = jsonencode({ Statement = [{ Effect = "Deny", Action = "*", Resource = "*" }] })
}

variable "policy" {
  type = string
}

# unknown
resource "aws_iam_role" "unsure" {
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "unsure" {
  role       = aws_iam_role.unsure.name
  policy_arn = var.policy
}

resource "aws_iam_instance_profile" "unsure" {
  role = aws_iam_role.unsure.name
}

resource "aws_instance" "unsure" {
  iam_instance_profile        = aws_iam_instance_profile.unsure.name
  associate_public_ip_address = true
}
