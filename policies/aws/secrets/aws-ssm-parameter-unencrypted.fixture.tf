variable "type" {
  type = string
}

resource "random_password" "database" {
  length = 32
}

resource "aws_ssm_parameter" "plain" {
  name = "/shop/database/password"
  # fail
  type  = "String"
  value = random_password.database.result
}

# pass
resource "aws_ssm_parameter" "encrypted" {
  name  = "/shop/database/password"
  type  = "SecureString"
  value = random_password.database.result
}

# No secret.
resource "aws_ssm_parameter" "region" {
  name  = "/shop/region"
  type  = "String"
  value = "eu-central-1"
}

resource "aws_ssm_parameter" "by_caller" {
  name = "/shop/mail/api_key"
  # unknown
  type  = var.type
  value = random_password.database.result
}

resource "aws_ssm_parameter" "misspelt_name" {
  name  = "/shop/mail/api_keyx"
  type  = var.type
  value = random_password.database.result
}

resource "aws_ssm_parameter" "type_stringlist" {
  name = "/shop/database/password"
  # fail
  type  = "StringList"
  value = random_password.database.result
}
