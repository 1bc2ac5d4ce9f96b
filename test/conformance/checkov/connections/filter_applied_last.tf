resource "acme_balancer" "pass_with_certificate" {
}

resource "acme_listener" "other_with_certificate" {
  balancer    = acme_balancer.pass_with_certificate.id
  certificate = acme_certificate.other_certificate.id
}

resource "acme_certificate" "other_certificate" {
}

resource "acme_balancer" "fail_without_certificate" {
}

resource "acme_listener" "other_without_certificate" {
  balancer = acme_balancer.fail_without_certificate.id
}

resource "acme_balancer" "fail_alone" {
}
