"""Speeds of igraph and NetworKit on one thread; edges come as a file of 32-bit pairs of columns."""
import json, random, sys, time

import numpy as np

told = json.load(sys.stdin)
nodes = told["nodes"]
pairs = np.fromfile(told["edges"], dtype=np.uint32).reshape(2, -1)
edges = pairs.shape[1]
answer = {}


def seconds(work):
    begun = time.process_time()
    value = work()
    return time.process_time() - begun, value


if told["peer"] == "igraph":
    import igraph

    random.seed(1)
    graph = igraph.Graph(n=nodes, edges=pairs.T)
    answer["version"] = igraph.__version__
    answer["components"] = seconds(lambda: graph.connected_components())[0]
    answer["pagerank"] = seconds(lambda: graph.pagerank())[0]
    took, found = seconds(lambda: graph.community_leiden(objective_function="modularity", n_iterations=told["iterations"]))
    answer["leiden"] = took
    answer["modularity"] = graph.modularity(found.membership)
else:
    import networkit as nk

    nk.setNumberOfThreads(1)
    graph = nk.GraphFromCoo((pairs[0], pairs[1]), n=nodes)
    answer["version"] = nk.__version__
    answer["components"] = seconds(lambda: nk.components.ConnectedComponents(graph).run())[0]
    ranking = nk.centrality.PageRank(graph, damp=0.85, tol=1e-9)
    answer["pagerank"] = seconds(lambda: ranking.run())[0] / max(1, ranking.numberOfIterations())
    leiden = nk.community.ParallelLeiden(graph, iterations=told["iterations"], randomize=False)
    answer["leiden"] = seconds(lambda: leiden.run())[0]
    answer["modularity"] = nk.community.Modularity().getQuality(leiden.getPartition(), graph)

json.dump(answer, sys.stdout)
