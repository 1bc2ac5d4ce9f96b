variable "accounts" {
  type = list(string)
}

resource "aws_ami_launch_permission" "everybody" {
  image_id = "ami-0a1b2c3d4e5f67890"
  # fail
  group = "all"
}

# pass
resource "aws_ami_launch_permission" "partner" {
  image_id   = "ami-0a1b2c3d4e5f67890"
  account_id = "111122223333"
}

resource "aws_db_snapshot" "everybody" {
  db_instance_identifier = "shop"
  db_snapshot_identifier = "shop-2025"
  # fail
  shared_accounts = ["all"]
}

# pass
resource "aws_db_snapshot" "private" {
  db_instance_identifier = "shop"
  db_snapshot_identifier = "shop-2025"
}

resource "aws_db_snapshot" "by_caller" {
  db_instance_identifier = "shop"
  db_snapshot_identifier = "shop-2025"
  # unknown
  shared_accounts = var.accounts
}

# pass
resource "aws_db_cluster_snapshot" "bare" {
}

# pass
resource "aws_db_snapshot_copy" "bare" {
}

# pass
resource "aws_rds_cluster_snapshot_copy" "bare" {
}

# pass
resource "aws_db_snapshot" "other_shared_accounts" {
  db_instance_identifier = "shop"
  db_snapshot_identifier = "shop-2025"
  shared_accounts        = ["444455556666"]
}

resource "aws_db_snapshot_copy" "everybody" {
  # fail
  shared_accounts = ["all"]
}

# pass
resource "aws_db_snapshot_copy" "partner" {
  shared_accounts = ["123456789012"]
}
