resource "kubernetes_cluster_role_v1" "reader" {
  metadata {
    name = "reader"
  }

  rule {
    api_groups = [""]
    # fail
    resources = ["pods", "secrets"]
    verbs     = ["list"]
  }
}

# pass
resource "kubernetes_role" "one" {
  metadata {
    name      = "one"
    namespace = "shop"
  }

  rule {
    api_groups     = [""]
    resources      = ["secrets"]
    resource_names = ["web-tls"]
    verbs          = ["get"]
  }
}
