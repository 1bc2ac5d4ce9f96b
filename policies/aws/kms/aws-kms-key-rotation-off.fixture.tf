variable "rotate" {
  type = bool
}

# fail
resource "aws_kms_key" "silent" {
  description = "Orders"
}

resource "aws_kms_key" "off" {
  # fail
  enable_key_rotation = false
}

# pass
resource "aws_kms_key" "rotated" {
  enable_key_rotation = true
}

# Asymmetric keys can't be rotated by KMS.
resource "aws_kms_key" "signing" {
  key_usage                = "SIGN_VERIFY"
  customer_master_key_spec = "ECC_NIST_P256"
}

resource "aws_kms_key" "by_caller" {
  # unknown
  enable_key_rotation = var.rotate
}

resource "aws_kms_key" "without_key_usage" {
  customer_master_key_spec = "ECC_NIST_P256"
}

resource "aws_kms_key" "without_customer_master_key_spec" {
  key_usage = "SIGN_VERIFY"
}

resource "aws_kms_key" "in_key_store" {
  custom_key_store_id = "cks-1"
}
