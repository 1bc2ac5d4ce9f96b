variable "source_cidr" {
  type = string
}

resource "aws_network_acl" "open" {
  vpc_id = "vpc-0a1b2c3d"

  ingress {
    protocol = "tcp"
    rule_no  = 100
    action   = "allow"
    # fail
    cidr_block = "0.0.0.0/0"
    from_port  = 22
    to_port    = 22
  }
}

# pass
resource "aws_network_acl" "refusing" {
  vpc_id = "vpc-0a1b2c3d"

  ingress {
    protocol   = "tcp"
    rule_no    = 100
    action     = "deny"
    cidr_block = "0.0.0.0/0"
    from_port  = 22
    to_port    = 22
  }
}

resource "aws_network_acl_rule" "rdp" {
  network_acl_id = aws_network_acl.refusing.id
  rule_number    = 200
  protocol       = "tcp"
  rule_action    = "allow"
  # fail
  ipv6_cidr_block = "::/0"
  from_port       = 3389
  to_port         = 3389
}

resource "aws_network_acl_rule" "out" {
  network_acl_id = aws_network_acl.refusing.id
  rule_number    = 200
  egress         = true
  protocol       = "-1"
  rule_action    = "allow"
  cidr_block     = "0.0.0.0/0"
}

resource "aws_network_acl_rule" "by_caller" {
  network_acl_id = aws_network_acl.refusing.id
  rule_number    = 300
  protocol       = "-1"
  rule_action    = "allow"
  # unknown
  cidr_block = var.source_cidr
}

# pass
resource "aws_network_acl_rule" "without_cidr_block" {
  network_acl_id = aws_network_acl.refusing.id
  rule_number    = 300
  protocol       = "-1"
  rule_action    = "allow"
}

# pass
resource "aws_network_acl" "without_cidr_block_2" {
  vpc_id = "vpc-0a1b2c3d"

  ingress {
    protocol  = "tcp"
    rule_no   = 100
    action    = "allow"
    from_port = 22
    to_port   = 22
  }
}

resource "aws_network_acl_rule" "without_egress" {
  network_acl_id = aws_network_acl.refusing.id
  rule_number    = 200
  protocol       = "-1"
  rule_action    = "allow"
  # fail
  cidr_block = "0.0.0.0/0"
}

# pass
resource "aws_network_acl" "backwards" {
  vpc_id = "vpc-0a1b2c3d"

  ingress {
    protocol   = "tcp"
    rule_no    = 100
    action     = "allow"
    cidr_block = "0.0.0.0/0"
    from_port  = 22
    to_port    = 21
  }
}

# pass
resource "aws_default_network_acl" "bare" {
}

# pass
resource "aws_network_acl_rule" "without_rule_action" {
  network_acl_id = aws_network_acl.refusing.id
  rule_number    = 300
  protocol       = "-1"
  cidr_block     = var.source_cidr
}

# pass
resource "aws_network_acl_rule" "protocol" {
  network_acl_id = aws_network_acl.refusing.id
  rule_number    = 300
  protocol       = "0"
  rule_action    = "allow"
  cidr_block     = var.source_cidr
}

resource "aws_network_acl" "rdp_only" {
  vpc_id = "vpc-1"

  ingress {
    rule_no   = 100
    action    = "allow"
    protocol  = "tcp"
    from_port = 3389
    to_port   = 3389
    # fail
    cidr_block = "0.0.0.0/0"
  }
}

resource "aws_network_acl" "ipv6_only" {
  vpc_id = "vpc-1"

  ingress {
    rule_no   = 100
    action    = "allow"
    protocol  = "tcp"
    from_port = 22
    to_port   = 22
    # fail
    ipv6_cidr_block = "::/0"
  }
}

resource "aws_network_acl_rule" "ssh_only" {
  network_acl_id = "acl-1"
  rule_number    = 100
  rule_action    = "allow"
  egress         = false
  protocol       = "tcp"
  from_port      = 22
  to_port        = 22
  # fail
  cidr_block = "0.0.0.0/0"
}
