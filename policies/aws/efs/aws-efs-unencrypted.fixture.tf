variable "encrypted" {
  type = bool
}

# fail
resource "aws_efs_file_system" "silent" {
  creation_token = "shared"
}

resource "aws_efs_file_system" "explicit" {
  creation_token = "shared"
  # fail
  encrypted = "false"
}

# pass
resource "aws_efs_file_system" "encrypted" {
  creation_token = "shared"
  encrypted      = true
}

resource "aws_efs_file_system" "by_caller" {
  creation_token = "shared"
  # unknown
  encrypted = var.encrypted
}
