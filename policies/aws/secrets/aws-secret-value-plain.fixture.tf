variable "api_key" {
  type      = string
  sensitive = true
}

resource "aws_secretsmanager_secret_version" "literal" {
  secret_id = "shop"
  # fail
  secret_string = "correct-horse-battery"
}

resource "aws_secretsmanager_secret_version" "encoded" {
  secret_id = "shop"
  # fail
  secret_string = jsonencode({ username = "shop", password = "correct-horse-battery" })
}

# The value is set by hand later.
# pass
resource "aws_secretsmanager_secret_version" "placeholder" {
  secret_id     = "shop"
  secret_string = "CHANGE_ME"

  lifecycle {
    ignore_changes = [secret_string]
  }
}

# pass
resource "aws_secretsmanager_secret_version" "empty" {
  secret_id     = "shop"
  secret_string = jsonencode({ webhook = "", token = "" })
}

# pass
resource "aws_secretsmanager_secret_version" "given" {
  secret_id     = "shop"
  secret_string = var.api_key
}

resource "aws_ssm_parameter" "literal" {
  name = "/shop/api_key"
  type = "SecureString"
  # fail
  value = "correct-horse-battery"
}

# A plain parameter is no secret store.
resource "aws_ssm_parameter" "region" {
  name  = "/shop/region"
  type  = "String"
  value = "eu-central-1"
}

# pass
resource "aws_ssm_parameter" "passes_without_value" {
  name = "/shop/api_key"
  type = "SecureString"
}
