variable "database_port" {
  type    = number
  default = 5432
}

variable "clients" {
  type = list(string)
}

resource "aws_security_group" "postgres" {
  name = "postgres"

  ingress {
    from_port = var.database_port
    to_port   = var.database_port
    protocol  = "tcp"
    # fail
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "several" {
  name = "several"

  dynamic "ingress" {
    for_each = [443, 6379]
    content {
      from_port = ingress.value
      to_port   = ingress.value
      protocol  = "tcp"
      # fail
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}

# pass
resource "aws_security_group" "from_application" {
  name = "from-application"

  ingress {
    from_port       = 3306
    to_port         = 3306
    protocol        = "tcp"
    security_groups = [aws_security_group.several.id]
  }
}

resource "aws_security_group" "clients" {
  name = "clients"

  ingress {
    from_port = 27017
    to_port   = 27019
    protocol  = "tcp"
    # unknown
    cidr_blocks = var.clients
  }
}

resource "aws_security_group_rule" "memcached" {
  type              = "ingress"
  security_group_id = aws_security_group.from_application.id
  from_port         = 11211
  to_port           = 11211
  protocol          = "udp"
  # fail
  ipv6_cidr_blocks = ["::/0"]
}

# pass
resource "aws_security_group_rule" "https" {
  type              = "ingress"
  security_group_id = aws_security_group.from_application.id
  from_port         = 443
  to_port           = 443
  protocol          = "tcp"
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_ingress_rule" "opensearch" {
  security_group_id = aws_security_group.from_application.id
  from_port         = 9200
  to_port           = 9300
  ip_protocol       = "tcp"
  # fail
  cidr_ipv4 = "0.0.0.0/0"
}

# pass
resource "aws_vpc_security_group_ingress_rule" "without_cidr_ipv4" {
  security_group_id = aws_security_group.from_application.id
  from_port         = 9200
  to_port           = 9300
  ip_protocol       = "tcp"
}

# pass
resource "aws_default_security_group" "bare" {
}

resource "aws_security_group_rule" "bare_2" {
}

# pass
resource "aws_security_group" "other_protocol" {
  name = "clients"

  ingress {
    from_port   = 27017
    to_port     = 27019
    protocol    = "47"
    cidr_blocks = var.clients
  }
}

# pass
resource "aws_security_group" "other_cidr_blocks" {
  name = "postgres"

  ingress {
    from_port   = var.database_port
    to_port     = var.database_port
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

# pass
resource "aws_vpc_security_group_ingress_rule" "other_ip_protocol" {
  security_group_id = aws_security_group.from_application.id
  from_port         = 9200
  to_port           = 9300
  ip_protocol       = "47"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_security_group_rule" "other_to_port" {
  type              = "ingress"
  security_group_id = aws_security_group.from_application.id
  from_port         = 443
  to_port           = 11211
  protocol          = "tcp"
  # fail
  cidr_blocks = ["0.0.0.0/0"]
}

# pass
resource "aws_security_group_rule" "other_ipv6_cidr_blocks" {
  type              = "ingress"
  security_group_id = aws_security_group.from_application.id
  from_port         = 11211
  to_port           = 11211
  protocol          = "udp"
  ipv6_cidr_blocks  = ["fd00::/8"]
}

# pass
resource "aws_security_group_rule" "other_to_port_other_cidr_blocks" {
  type              = "ingress"
  security_group_id = aws_security_group.from_application.id
  from_port         = 443
  to_port           = 11211
  protocol          = "tcp"
  cidr_blocks       = ["10.0.0.0/8"]
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
    from_port = 5432
    to_port   = 5432
    protocol  = "tcp"
    # fail
    ipv6_cidr_blocks = ["::/0"]
  }
}

# pass
resource "aws_security_group" "private_ipv6" {
  name = "private_ipv6"

  ingress {
    from_port        = 5432
    to_port          = 5432
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
  from_port         = 5432
  to_port           = 5432
  ip_protocol       = "tcp"
  # fail
  cidr_ipv6 = "::/0"
}

resource "aws_vpc_security_group_ingress_rule" "one_port" {
  for_each = toset(["1433", "1434", "1521", "2383", "2484", "3306", "5432", "5439", "5984", "6379", "7000", "7199", "7474", "7687", "8182", "8529", "9042", "9200", "9300", "11211", "26257", "27017", "27018", "27019", "50000"])

  security_group_id = "sg-0a1b2c3d"
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
  # fail
  cidr_ipv4 = "0.0.0.0/0"
}
