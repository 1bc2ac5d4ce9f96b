resource "kubernetes_pod" "silent" {
  metadata {
    name      = "silent"
    namespace = "shop"
  }

  spec {
    # fail
    container {
      name  = "web"
      image = "example.com/web:1"
    }
  }
}

# pass
resource "kubernetes_pod_v1" "by_number" {
  metadata {
    name      = "by-number"
    namespace = "shop"
  }

  spec {
    security_context {
      run_as_user = "10001"
    }

    container {
      name  = "web"
      image = "example.com/web:1"
    }
  }
}
