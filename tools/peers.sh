#!/bin/sh
# Packages that proofs compare with, one environment per group as their requirements differ. All in .peers/,
# which git ignores; a part whose peer is absent says so and goes on. Usage: tools/peers.sh [group ...]
set -eu
cd "$(dirname "$0")/.."

install() {
  environment=$1
  shift
  mkdir -p .peers
  [ -x ".peers/$environment/bin/python" ] || python3 -m venv ".peers/$environment"
  ".peers/$environment/bin/pip" install --quiet "$@"
}

for group in "${@:-all}"; do
  case $group in all | boosting) install boosting xgboost==1.7.6 lightgbm==4.7.0 onnxruntime pandas pyarrow==17.0.0 scikit-learn 'numpy<2' ;; esac
  case $group in all | survival) install survival scikit-survival==0.28.0 hmeasure==0.1.6 betacal==1.1.0 ;; esac
  case $group in all | optbinning) install optbinning optbinning==0.21.0 'numpy<2' 'pandas<3' 'cvxpy>=1.6,<1.7' 'scikit-learn<1.8' 'scipy<1.16' ;; esac
  case $group in all | learners) install learners scikit-learn==1.5.2 numpy==1.26.4 fasttext-wheel==0.9.2 ;; esac
  case $group in all | identity) install identity splink==4.0.17 'duckdb<1.4' pandas==2.2.3 pyarrow==17.0.0 'numpy<2' ;; esac
  case $group in all | onnx) install onnx skl2onnx==1.20.0 onnx==1.23.2 onnxruntime==1.31.1 scikit-learn==1.5.2 'numpy<2' ;; esac
  case $group in all | graph)
    install graph igraph==1.0.0 networkit==11.3 leidenalg==0.12.0 numpy
    mkdir -p .peers/graphology && npm install --prefix .peers/graphology --ignore-scripts --no-save graphology@0.26.0 graphology-communities-louvain@2
    ;;
  esac
  case $group in all | spark)
    install spark pyspark==4.0.2 graphframes-py==0.12.3 typing_extensions pyarrow==17.0.0 'numpy<2' setuptools
    for jar in graphframes-spark4_2.13 graphframes-graphx-spark4_2.13; do
      mvn --quiet --batch-mode dependency:copy -Dartifact="io.graphframes:$jar:0.12.3" -DoutputDirectory="$PWD/.peers/spark/graphframes" >/dev/null ||
        echo "$jar 0.12.3 is not to be had: GraphFrames is left out, put its jars into .peers/spark/graphframes" >&2
    done
    ;;
  esac
  case $group in all | ort) mkdir -p .peers/ort && npm install --prefix .peers/ort --ignore-scripts --no-save onnxruntime-node@1 ;; esac
done
