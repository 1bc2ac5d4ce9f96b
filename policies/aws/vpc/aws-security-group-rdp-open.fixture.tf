variable "vpn_cidr" {
  type = string
}

resource "aws_security_group" "windows" {
  name = "windows"

  ingress {
    from_port = 3389
    to_port   = 3389
    protocol  = "tcp"
    # fail
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
  }
}

# pass
resource "aws_security_group" "private" {
  name = "private"

  ingress {
    from_port   = 3389
    to_port     = 3389
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

# A group that opens everything is one finding, of another policy.
# pass
resource "aws_security_group" "everything" {
  name = "everything"

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "rdp" {
  type              = "ingress"
  security_group_id = aws_security_group.private.id
  from_port         = 3000
  to_port           = 4000
  protocol          = "tcp"
  # fail
  ipv6_cidr_blocks = ["::/0"]
}

resource "aws_vpc_security_group_ingress_rule" "rdp" {
  security_group_id = aws_security_group.private.id
  from_port         = 3389
  to_port           = 3389
  ip_protocol       = "udp"
  # fail
  cidr_ipv4 = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "vpn" {
  security_group_id = aws_security_group.private.id
  from_port         = 3389
  to_port           = 3389
  ip_protocol       = "tcp"
  # unknown
  cidr_ipv4 = var.vpn_cidr
}

# pass
resource "aws_security_group" "backwards" {
  name = "windows"

  ingress {
    from_port   = 3389
    to_port     = 3388
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
  }
}

# pass
resource "aws_vpc_security_group_ingress_rule" "without_cidr_ipv4" {
  security_group_id = aws_security_group.private.id
  from_port         = 3389
  to_port           = 3389
  ip_protocol       = "udp"
}

# pass
resource "aws_vpc_security_group_ingress_rule" "backwards_2" {
  security_group_id = aws_security_group.private.id
  from_port         = 3389
  to_port           = 3388
  ip_protocol       = "udp"
  cidr_ipv4         = "0.0.0.0/0"
}

# pass
resource "aws_default_security_group" "bare" {
}

resource "aws_security_group_rule" "bare_2" {
}

# pass
resource "aws_security_group_rule" "without_to_port" {
  type              = "ingress"
  security_group_id = aws_security_group.private.id
  from_port         = 3000
  protocol          = "tcp"
  ipv6_cidr_blocks  = ["::/0"]
}

# pass
resource "aws_security_group_rule" "other_ipv6_cidr_blocks" {
  type              = "ingress"
  security_group_id = aws_security_group.private.id
  from_port         = 3000
  to_port           = 4000
  protocol          = "tcp"
  ipv6_cidr_blocks  = ["fd00::/8"]
}

# pass
resource "aws_security_group_rule" "without_to_port_without_from_port" {
  type              = "ingress"
  security_group_id = aws_security_group.private.id
  protocol          = "tcp"
  ipv6_cidr_blocks  = ["::/0"]
}

resource "aws_security_group_rule" "exactly" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 3389
  to_port           = 3389
  protocol          = "tcp"
  # fail
  cidr_blocks = ["0.0.0.0/0"]
}

resource "aws_security_group" "exactly_ipv6" {
  name = "exactly_ipv6"

  ingress {
    from_port = 3389
    to_port   = 3389
    protocol  = "tcp"
    # fail
    ipv6_cidr_blocks = ["::/0"]
  }
}

# pass
resource "aws_security_group" "private_ipv6" {
  name = "private_ipv6"

  ingress {
    from_port        = 3389
    to_port          = 3389
    protocol         = "tcp"
    ipv6_cidr_blocks = ["fd00::/8"]
  }
}

# pass
resource "aws_security_group_rule" "private_ipv4" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 3389
  to_port           = 3389
  protocol          = "tcp"
  cidr_blocks       = ["10.0.0.0/8"]
}

# pass
resource "aws_vpc_security_group_ingress_rule" "every_port" {
  security_group_id = "sg-1"
  from_port         = 0
  to_port           = 0
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "exactly_ipv6" {
  security_group_id = "sg-1"
  from_port         = 3389
  to_port           = 3389
  ip_protocol       = "tcp"
  # fail
  cidr_ipv6 = "::/0"
}
