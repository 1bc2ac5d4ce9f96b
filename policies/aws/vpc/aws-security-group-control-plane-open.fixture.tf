variable "api_clients" {
  type = list(string)
}

resource "aws_security_group" "docker" {
  name = "docker"

  ingress {
    from_port = 2375
    to_port   = 2376
    protocol  = "tcp"
    # fail
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# pass
resource "aws_security_group" "cluster" {
  name = "cluster"

  ingress {
    from_port   = 6443
    to_port     = 6443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}

resource "aws_security_group_rule" "etcd" {
  type              = "ingress"
  security_group_id = aws_security_group.cluster.id
  from_port         = 2379
  to_port           = 2380
  protocol          = "tcp"
  # fail
  cidr_blocks = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_ingress_rule" "kubelet" {
  security_group_id = aws_security_group.cluster.id
  from_port         = 10250
  to_port           = 10250
  ip_protocol       = "tcp"
  # fail
  cidr_ipv6 = "::/0"
}

resource "aws_security_group_rule" "api" {
  type              = "ingress"
  security_group_id = aws_security_group.cluster.id
  from_port         = 6443
  to_port           = 6443
  protocol          = "tcp"
  # unknown
  cidr_blocks = var.api_clients
}

# pass
resource "aws_vpc_security_group_ingress_rule" "without_cidr_ipv6" {
  security_group_id = aws_security_group.cluster.id
  from_port         = 10250
  to_port           = 10250
  ip_protocol       = "tcp"
}

# pass
resource "aws_default_security_group" "bare" {
}

resource "aws_security_group_rule" "bare_2" {
}

# pass
resource "aws_security_group" "other_protocol" {
  name = "docker"

  ingress {
    from_port   = 2375
    to_port     = 2376
    protocol    = "47"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# pass
resource "aws_vpc_security_group_ingress_rule" "backwards" {
  security_group_id = aws_security_group.cluster.id
  from_port         = 10250
  to_port           = 10249
  ip_protocol       = "tcp"
  cidr_ipv6         = "::/0"
}

# pass
resource "aws_security_group_rule" "backwards_2" {
  type              = "ingress"
  security_group_id = aws_security_group.cluster.id
  from_port         = 6443
  to_port           = 6442
  protocol          = "tcp"
  cidr_blocks       = var.api_clients
}

# pass
resource "aws_security_group_rule" "other_cidr_blocks" {
  type              = "ingress"
  security_group_id = aws_security_group.cluster.id
  from_port         = 2379
  to_port           = 2380
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
    from_port = 2375
    to_port   = 2375
    protocol  = "tcp"
    # fail
    ipv6_cidr_blocks = ["::/0"]
  }
}

# pass
resource "aws_security_group" "private_ipv6" {
  name = "private_ipv6"

  ingress {
    from_port        = 2375
    to_port          = 2375
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

resource "aws_security_group_rule" "exactly_ipv6" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 2375
  to_port           = 2375
  protocol          = "tcp"
  # fail
  ipv6_cidr_blocks = ["::/0"]
}

# pass
resource "aws_security_group_rule" "private_ipv6" {
  type              = "ingress"
  security_group_id = "sg-1"
  from_port         = 2375
  to_port           = 2375
  protocol          = "tcp"
  ipv6_cidr_blocks  = ["fd00::/8"]
}

# pass
resource "aws_vpc_security_group_ingress_rule" "every_port" {
  security_group_id = "sg-1"
  from_port         = 0
  to_port           = 0
  ip_protocol       = "-1"
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "exactly" {
  security_group_id = "sg-1"
  from_port         = 2375
  to_port           = 2375
  ip_protocol       = "tcp"
  # fail
  cidr_ipv4 = "0.0.0.0/0"
}

resource "aws_vpc_security_group_ingress_rule" "one_port" {
  for_each = toset(["2181", "2375", "2376", "2377", "2379", "2380", "4243", "5900", "5901", "5985", "5986", "6443", "8500", "10250", "10255", "15672"])

  security_group_id = "sg-0a1b2c3d"
  ip_protocol       = "tcp"
  from_port         = each.value
  to_port           = each.value
  # fail
  cidr_ipv4 = "0.0.0.0/0"
}
