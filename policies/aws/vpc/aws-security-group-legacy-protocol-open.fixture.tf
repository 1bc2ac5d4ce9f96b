variable "partners" {
  type = list(string)
}

resource "aws_security_group" "ftp" {
  name = "ftp"

  ingress {
    from_port = 20
    to_port   = 21
    protocol  = "tcp"
    # fail
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# pass
resource "aws_security_group" "shares" {
  name = "shares"

  ingress {
    from_port   = 445
    to_port     = 445
    protocol    = "tcp"
    cidr_blocks = ["172.16.0.0/12"]
  }
}

# pass
resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group_rule" "telnet" {
  type              = "ingress"
  security_group_id = aws_security_group.shares.id
  from_port         = 23
  to_port           = 23
  protocol          = "tcp"
  # fail
  ipv6_cidr_blocks = ["::/0"]
}

resource "aws_vpc_security_group_ingress_rule" "snmp" {
  security_group_id = aws_security_group.shares.id
  from_port         = 161
  to_port           = 162
  ip_protocol       = "udp"
  # fail
  cidr_ipv4 = "0.0.0.0/0"
}

resource "aws_security_group_rule" "sftp_partners" {
  type              = "ingress"
  security_group_id = aws_security_group.shares.id
  from_port         = 21
  to_port           = 21
  protocol          = "tcp"
  # unknown
  cidr_blocks = var.partners
}

# pass
resource "aws_vpc_security_group_ingress_rule" "without_cidr_ipv4" {
  security_group_id = aws_security_group.shares.id
  from_port         = 161
  to_port           = 162
  ip_protocol       = "udp"
}

# pass
resource "aws_default_security_group" "bare" {
}

resource "aws_security_group_rule" "bare_2" {
}

# pass
resource "aws_vpc_security_group_ingress_rule" "without_from_port" {
  security_group_id = aws_security_group.shares.id
  to_port           = 162
  ip_protocol       = "udp"
  cidr_ipv4         = "0.0.0.0/0"
}

# pass
resource "aws_security_group_rule" "backwards" {
  type              = "ingress"
  security_group_id = aws_security_group.shares.id
  from_port         = 23
  to_port           = 22
  protocol          = "tcp"
  ipv6_cidr_blocks  = ["::/0"]
}

# pass
resource "aws_security_group_rule" "other_ipv6_cidr_blocks" {
  type              = "ingress"
  security_group_id = aws_security_group.shares.id
  from_port         = 23
  to_port           = 23
  protocol          = "tcp"
  ipv6_cidr_blocks  = ["fd00::/8"]
}

# pass
resource "aws_vpc_security_group_ingress_rule" "without_from_port_without_to_port" {
  security_group_id = aws_security_group.shares.id
  ip_protocol       = "udp"
  cidr_ipv4         = "0.0.0.0/0"
}

# pass
resource "aws_security_group" "every_port" {
  name = "every_port"

  ingress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "exactly_ipv6" {
  name = "exactly_ipv6"

  ingress {
    from_port = 23
    to_port   = 23
    protocol  = "tcp"
    # fail
    ipv6_cidr_blocks = ["::/0"]
  }
}

# pass
resource "aws_security_group" "private_ipv6" {
  name = "private_ipv6"

  ingress {
    from_port        = 23
    to_port          = 23
    protocol         = "tcp"
    ipv6_cidr_blocks = ["fd00::/8"]
  }
}

# pass
resource "aws_security_group_rule" "every_port" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "exactly" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 23
  to_port           = 23
  protocol          = "tcp"
  # fail
  cidr_blocks = ["0.0.0.0/0"]
}

# pass
resource "aws_security_group_rule" "private_ipv4" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 23
  to_port           = 23
  protocol          = "tcp"
  cidr_blocks       = ["10.0.0.0/8"]
}

resource "aws_vpc_security_group_ingress_rule" "exactly_ipv6" {
  security_group_id = "sg-1"
  from_port         = 23
  to_port           = 23
  ip_protocol       = "tcp"
  # fail
  cidr_ipv6 = "::/0"
}

resource "aws_vpc_security_group_ingress_rule" "one_port" {
  for_each = toset(["20", "21", "23", "69", "111", "135", "137", "138", "139", "161", "389", "445", "512", "513", "514", "873", "2049"])

  security_group_id = "sg-0a1b2c3d"
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
  # fail
  cidr_ipv4 = "0.0.0.0/0"
}
