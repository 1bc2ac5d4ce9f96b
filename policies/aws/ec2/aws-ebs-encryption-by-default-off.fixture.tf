variable "encrypt" {
  type = bool
}

resource "aws_ebs_encryption_by_default" "off" {
  # fail
  enabled = false
}

# pass
resource "aws_ebs_encryption_by_default" "on" {
}

resource "aws_ebs_encryption_by_default" "by_caller" {
  # unknown
  enabled = var.encrypt
}
