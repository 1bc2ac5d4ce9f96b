variable "protocol" {
  type = string
}

resource "aws_elb" "plain" {
  name               = "old"
  availability_zones = ["eu-central-1a"]

  listener {
    instance_port     = 8080
    instance_protocol = "http"
    lb_port           = 80
    # fail
    lb_protocol = "http"
  }
}

# pass
resource "aws_elb" "tls" {
  name               = "old"
  availability_zones = ["eu-central-1a"]

  listener {
    instance_port      = 8080
    instance_protocol  = "http"
    lb_port            = 443
    lb_protocol        = "https"
    ssl_certificate_id = "arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d"
  }
}

resource "aws_elb" "internal" {
  name     = "old"
  internal = true

  listener {
    instance_port     = 8080
    instance_protocol = "http"
    lb_port           = 80
    lb_protocol       = "http"
  }
}

resource "aws_elb" "by_caller" {
  name               = "old"
  availability_zones = ["eu-central-1a"]

  listener {
    instance_port     = 8080
    instance_protocol = "http"
    lb_port           = 80
    # unknown
    lb_protocol = var.protocol
  }
}
