variable "protocol" {
  type = string
}

resource "aws_lb" "public" {
  name = "public"
}

resource "aws_lb" "internal" {
  name     = "internal"
  internal = true
}

resource "aws_lb_listener" "plain" {
  load_balancer_arn = aws_lb.public.arn
  port              = 80
  # fail
  protocol = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web/0a1b2c3d"
  }
}

# pass
resource "aws_lb_listener" "redirect" {
  load_balancer_arn = aws_lb.public.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

# pass
resource "aws_lb_listener" "tls" {
  load_balancer_arn = aws_lb.public.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web/0a1b2c3d"
  }
}

# pass
resource "aws_lb_listener" "internal" {
  load_balancer_arn = aws_lb.internal.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web/0a1b2c3d"
  }
}

# What the default action does not do, a rule may.
resource "aws_lb_listener" "by_rule" {
  load_balancer_arn = aws_lb.public.arn
  port              = 80
  # fail
  protocol = "HTTP"

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener_rule" "forward" {
  listener_arn = aws_lb_listener.by_rule.arn

  action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web/0a1b2c3d"
  }

  condition {
    path_pattern {
      values = ["*"]
    }
  }
}

resource "aws_lb_listener" "by_caller" {
  load_balancer_arn = aws_lb.public.arn
  port              = 80
  # unknown
  protocol = var.protocol

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web/0a1b2c3d"
  }
}

data "aws_lb" "elsewhere" {
  name = "shared"
}

resource "aws_lb_listener" "of_one_elsewhere" {
  # unknown
  load_balancer_arn = data.aws_lb.elsewhere.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/0123456789abcdef"
  }
}

resource "aws_lb_listener" "without_load_balancer_arn" {
  port = 80
  # fail
  protocol = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web/0a1b2c3d"
  }
}

# pass
resource "aws_alb_listener" "bare" {
}

resource "aws_lb_listener" "with_default_action" {
  load_balancer_arn = aws_lb.public.arn
  port              = 80
  # fail
  protocol = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web/0a1b2c3d"
  }
  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

# pass
resource "aws_lb_listener" "rule_without_type" {
  load_balancer_arn = aws_lb.public.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener_rule" "rule_without_type" {
  listener_arn = aws_lb_listener.rule_without_type.arn

  action {
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web/0a1b2c3d"
  }

  condition {
    path_pattern {
      values = ["*"]
    }
  }
}

# pass
resource "aws_lb_listener" "rule_without_action" {
  load_balancer_arn = aws_lb.public.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "fixed-response"

    fixed_response {
      content_type = "text/plain"
      status_code  = "404"
    }
  }
}

resource "aws_lb_listener_rule" "rule_without_action" {
  listener_arn = aws_lb_listener.rule_without_action.arn

  condition {
    path_pattern {
      values = ["*"]
    }
  }
}

# pass
resource "aws_lb_listener" "by_empty_arn" {
  load_balancer_arn = ""
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/x/1"
  }
}

resource "aws_lb" "outer_of_rule" {
  internal = false
}

resource "aws_lb_listener" "with_alb_rule" {
  load_balancer_arn = aws_lb.outer_of_rule.arn
  port              = 80
  # fail
  protocol = "HTTP"

  default_action {
    type             = "redirect"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/x/1"
  }
}

resource "aws_alb_listener_rule" "forwarding" {
  listener_arn = aws_lb_listener.with_alb_rule.arn

  action {
    type             = "forward"
    target_group_arn = "arn:x"
  }
}

resource "aws_alb" "outer" {
  internal = false
}

resource "aws_lb_listener" "of_outer_alb" {
  load_balancer_arn = aws_alb.outer.arn
  port              = 80
  # fail
  protocol = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/x/1"
  }
}

resource "aws_lb_listener" "by_arn" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/x/1"
  port              = 80
  # fail
  protocol = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/x/1"
  }
}

resource "aws_alb" "inner" {
  internal = true
}

# pass
resource "aws_lb_listener" "of_inner_alb" {
  load_balancer_arn = aws_alb.inner.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type             = "forward"
    target_group_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/x/1"
  }
}
