variable "encrypted" {
  type = bool
}

# fail
resource "aws_workspaces_workspace" "silent" {
  directory_id = "d-1234567890"
  bundle_id    = "wsb-example"
  user_name    = "alice"
}

resource "aws_workspaces_workspace" "half" {
  directory_id                   = "d-1234567890"
  bundle_id                      = "wsb-example"
  user_name                      = "alice"
  root_volume_encryption_enabled = true
  # fail
  user_volume_encryption_enabled = false
}

# pass
resource "aws_workspaces_workspace" "encrypted" {
  directory_id                   = "d-1234567890"
  bundle_id                      = "wsb-example"
  user_name                      = "alice"
  root_volume_encryption_enabled = true
  user_volume_encryption_enabled = true
}

resource "aws_workspaces_workspace" "by_caller" {
  directory_id = "d-1234567890"
  bundle_id    = "wsb-example"
  user_name    = "alice"
  # unknown
  root_volume_encryption_enabled = var.encrypted
  user_volume_encryption_enabled = true
}

# fail
resource "aws_workspaces_workspace" "user_volume_only" {
  directory_id                   = "d-1234567890"
  bundle_id                      = "wsb-example"
  user_name                      = "alice"
  user_volume_encryption_enabled = true
}
