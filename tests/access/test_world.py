from .world import World
def test_it(world: World) -> None:
    print(world.bologna.ids, world.bologna.mine)
